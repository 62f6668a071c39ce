WITH page AS (
  SELECT id
  FROM cases.given
  WHERE unit = ?1
  ORDER BY day DESC, ordinal, count, recorded_at DESC, id
  LIMIT ?2 OFFSET ?3
)
SELECT body
FROM page JOIN cases.cases USING(id)
ORDER BY day DESC, ordinal, count, recorded_at DESC, id

SELECT count(*), min(recorded_at)
FROM cases.cases
WHERE id IN (
  SELECT id FROM cases.cases WHERE callback = ?1 AND callback <> ''
  UNION
  SELECT c.id FROM cases.calls k JOIN cases.cases c ON c.call = k.id
  WHERE k.number = ?1 AND k.number <> '' AND c.call <> x''
)

SELECT l.stream, l.version, l.seq, coalesce(t.body, j.body), k.kid IS NOT NULL, k.wrap
FROM main.lines l
JOIN main.journal j ON j.seq = l.seq
LEFT JOIN twins t ON t.seq = l.seq
-- The kid stands in the envelope's bytes 74–81.
LEFT JOIN main.stream_keys k ON k.stream = l.stream AND k.kid = substr(coalesce(t.body, j.body), 75, 8)
WHERE l.seq <= ?1 AND l.stream >= ?2 AND l.stream < ?3
ORDER BY l.stream, l.version

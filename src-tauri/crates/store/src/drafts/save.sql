INSERT INTO main.drafts(id, stream, sealed, saved_at)
SELECT ?1, ?2, ?3, ?4
WHERE NOT EXISTS(SELECT 1 FROM main.stream_keys WHERE stream = ?2 AND wrap IS NULL)
ON CONFLICT(id) DO UPDATE SET stream = ?2, sealed = ?3, saved_at = ?4

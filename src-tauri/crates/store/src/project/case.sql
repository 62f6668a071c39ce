INSERT INTO cases.cases(
  id, session, call, day, ordinal, count, recorded_at, stage, settled, disposition,
  category, unit, due, hazard, master, external, callback, words, body
)
VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
ON CONFLICT(id) DO UPDATE SET
  session = ?2, call = ?3, day = ?4, ordinal = ?5, count = ?6, recorded_at = ?7, stage = ?8, settled = ?9,
  disposition = ?10, category = ?11, unit = ?12, due = ?13, hazard = ?14, master = ?15, external = ?16,
  callback = ?17, words = ?18, body = ?19

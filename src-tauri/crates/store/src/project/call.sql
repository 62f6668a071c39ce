INSERT INTO cases.calls(id, session, stage, seat, rang_at, number, body)
VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT(id) DO UPDATE SET
  session = ?2, stage = ?3, seat = ?4, rang_at = ?5, number = ?6, body = ?7

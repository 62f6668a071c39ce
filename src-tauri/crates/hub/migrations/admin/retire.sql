-- A station that is taken out: refused from now on, its ordinal never given again. Answers its id; no row: none has
-- this ordinal.
SELECT max(pg_role::text) AS role FROM hotline.stations WHERE ordinal = :ordinal \gset
\if :{?role}
UPDATE hotline.stations SET retired = true WHERE ordinal = :ordinal;
ALTER ROLE :"role" NOLOGIN;
DELETE FROM hotline.joins WHERE station = (SELECT station FROM hotline.stations WHERE ordinal = :ordinal);
SELECT station FROM hotline.stations WHERE ordinal = :ordinal;
\endif

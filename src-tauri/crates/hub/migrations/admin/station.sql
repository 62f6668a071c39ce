-- A station's role with its password, as a verifier, and its row.
SELECT NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :'role') AS missing \gset
\if :missing
CREATE ROLE :"role" LOGIN PASSWORD :'verifier' IN ROLE hotline_seat;
\else
ALTER ROLE :"role" LOGIN PASSWORD :'verifier';
\endif
INSERT INTO hotline.stations (station, ordinal, pg_role)
    SELECT :'station'::uuid, :ordinal, :'role'
    WHERE NOT EXISTS (SELECT 1 FROM hotline.stations WHERE station = :'station'::uuid);

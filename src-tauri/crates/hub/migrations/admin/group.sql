-- The group of all stations, and whose the schema is going to be.
SELECT NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'hotline_seat') AS missing,
       current_database() AS database \gset
\if :missing
CREATE ROLE hotline_seat NOLOGIN;
\endif
GRANT CONNECT ON DATABASE :"database" TO hotline_seat;
\if :{?owner}
SET ROLE :"owner";
\endif

-- A database of its own, owned by a role that nobody logs in as. Once; not in a transaction.
SELECT NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :'owner') AS missing \gset
\if :missing
CREATE ROLE :"owner" NOLOGIN;
\endif
SELECT NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = :'database') AS missing \gset
\if :missing
CREATE DATABASE :"database" OWNER :"owner";
\endif
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;

-- All stations that ever were: an ordinal is given once.
SELECT station, ordinal, pg_role, retired FROM hotline.stations ORDER BY ordinal;

-- The house that is founded here and how far its journal goes; no row: none.
SELECT to_regclass('hotline.head') IS NOT NULL AS founded \gset
\if :founded
SELECT house, pos FROM hotline.head;
\endif

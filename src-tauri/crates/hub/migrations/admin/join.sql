-- What lies here for a station until it has joined.
INSERT INTO hotline.joins (id, station, bundle, expires)
    VALUES (:'id', :'station', decode(:'bundle', 'hex'), hotline.now_ms() + :hours::bigint * 3600000);

-- The hub: one ordered journal of sealed events, the wrapped stream keys, and who is present.
-- The portable subset only: no xid8, no ON CONFLICT, NOTIFY merely wakes. Integers that are hashed are big-endian.
-- Run once by the owner of the database, in one transaction; `hotline_seat` is the group of all stations.
CREATE SCHEMA hotline;

CREATE TABLE hotline.head (
    one boolean PRIMARY KEY CHECK (one),
    house uuid NOT NULL,
    layout integer NOT NULL,
    pos bigint NOT NULL,
    hash bytea NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE hotline.stations (
    station uuid PRIMARY KEY,
    ordinal integer NOT NULL UNIQUE CHECK (ordinal BETWEEN 1 AND 99),
    pg_role name NOT NULL UNIQUE,
    sign_pub bytea,
    retired boolean NOT NULL DEFAULT false
);

CREATE TABLE hotline.journal (
    pos bigint PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    stream uuid NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    -- Of the personal box; NULL where there is none.
    kid bytea,
    body bytea NOT NULL,
    leaf bytea NOT NULL,
    hash bytea NOT NULL,
    -- Milliseconds since 1970, the server's clock.
    hub_at bigint NOT NULL,
    via uuid NOT NULL,
    UNIQUE (stream, version)
);

CREATE TABLE hotline.stream_keys (
    stream uuid NOT NULL,
    kid bytea NOT NULL,
    -- NULL: erased. The row stays, so that the key never comes back.
    wrap bytea,
    PRIMARY KEY (stream, kid)
);

CREATE UNLOGGED TABLE hotline.presence (
    station uuid PRIMARY KEY,
    -- Milliseconds since 1970, the server's clock.
    seen bigint NOT NULL,
    cursor bigint NOT NULL,
    -- Sealed: what the seat is doing.
    doing bytea
);

CREATE TABLE hotline.joins (
    id uuid PRIMARY KEY,
    -- Whose it is: a role sees its own and no other.
    station uuid NOT NULL UNIQUE,
    -- Sealed under the join code.
    bundle bytea NOT NULL,
    -- Milliseconds since 1970, the server's clock.
    expires bigint NOT NULL
);

-- Sealed files beside the journal, by the SHA-256 of their bytes. Nothing here says whose they are, and none is ever
-- dropped: the key of one stands in the text of the event that names it, so an erased file is noise that nobody can
-- open, and which of them belongs to an erased case is no affair of the hub's.
CREATE TABLE hotline.blobs (
    hash bytea PRIMARY KEY,
    body bytea NOT NULL,
    -- Who brought it.
    via uuid NOT NULL,
    -- Milliseconds since 1970, the server's clock.
    at bigint NOT NULL
);
-- Noise doesn't get smaller: no time is lost in trying.
ALTER TABLE hotline.blobs ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE FUNCTION hotline.no_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON hotline.journal
    FOR EACH ROW EXECUTE PROCEDURE hotline.no_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON hotline.journal
    FOR EACH STATEMENT EXECUTE PROCEDURE hotline.no_change();

CREATE FUNCTION hotline.now_ms() RETURNS bigint LANGUAGE sql VOLATILE AS $$
    SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint
$$;

-- The station whose role has logged in. HS403: none, or retired.
CREATE FUNCTION hotline.me() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid;
BEGIN
    SELECT station INTO mine FROM hotline.stations WHERE pg_role = session_user AND NOT retired;
    IF mine IS NULL THEN
        RAISE EXCEPTION 'not a station of this hub' USING ERRCODE = 'HS403';
    END IF;
    RETURN mine;
END $$;

-- Appends the whole group or nothing. status 0: new; 1: known already, with the place that it has.
-- HS404: another house. HS400: a column differs from the envelope. HS409: a version is taken; DETAIL is
-- "index version", of the first that doesn't fit and what the stream has.
CREATE FUNCTION hotline.append(
    p_house uuid, p_ids uuid[], p_streams uuid[], p_versions bigint[], p_bodies bytea[],
    p_key_streams uuid[], p_kids bytea[], p_wraps bytea[]
) RETURNS TABLE (status integer, pos bigint, leaf bytea, hash bytea, hub_at bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid := hotline.me();
    known hotline.journal%ROWTYPE;
    current bigint;
    body bytea;
    kid bytea;
    at_pos bigint;
    at_hash bytea;
BEGIN
    -- Serialises all appends.
    SELECT h.pos, h.hash INTO at_pos, at_hash FROM hotline.head h WHERE h.one AND h.house = p_house FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'another house' USING ERRCODE = 'HS404';
    END IF;
    FOR i IN 1 .. coalesce(array_length(p_ids, 1), 0) LOOP
        body := p_bodies[i];
        IF length(body) < 94
            OR substring(body FROM 3 FOR 16) <> uuid_send(p_ids[i])
            OR substring(body FROM 19 FOR 16) <> uuid_send(p_streams[i])
            OR substring(body FROM 35 FOR 8) <> int8send(p_versions[i])
        THEN
            RAISE EXCEPTION 'a column differs from the envelope' USING ERRCODE = 'HS400', DETAIL = (i - 1)::text;
        END IF;
        leaf := sha256(convert_to('12345/leaf/1', 'UTF8') || body);
        SELECT * INTO known FROM hotline.journal j WHERE j.event_id = p_ids[i];
        IF FOUND THEN
            status := 1;
            pos := known.pos;
            leaf := known.leaf;
            hash := known.hash;
            hub_at := known.hub_at;
            RETURN NEXT;
            CONTINUE;
        END IF;
        SELECT coalesce(max(j.version), 0) INTO current FROM hotline.journal j WHERE j.stream = p_streams[i];
        IF p_versions[i] <> current + 1 THEN
            RAISE EXCEPTION 'a version is taken' USING ERRCODE = 'HS409', DETAIL = (i - 1)::text || ' ' || current::text;
        END IF;
        at_pos := at_pos + 1;
        hub_at := hotline.now_ms();
        at_hash := sha256(convert_to('12345/pos/1', 'UTF8') || at_hash || int8send(at_pos) || int8send(hub_at) || leaf);
        kid := substring(body FROM 75 FOR 8);
        IF kid = '\x0000000000000000'::bytea THEN
            kid := NULL;
        END IF;
        INSERT INTO hotline.journal (pos, event_id, stream, version, kid, body, leaf, hash, hub_at, via)
            VALUES (at_pos, p_ids[i], p_streams[i], p_versions[i], kid, body, leaf, at_hash, hub_at, mine);
        status := 0;
        pos := at_pos;
        hash := at_hash;
        RETURN NEXT;
    END LOOP;
    FOR i IN 1 .. coalesce(array_length(p_kids, 1), 0) LOOP
        -- The lock on head makes this safe without ON CONFLICT; an erased key stays erased.
        INSERT INTO hotline.stream_keys (stream, kid, wrap)
            SELECT p_key_streams[i], p_kids[i], p_wraps[i]
            WHERE NOT EXISTS (
                SELECT 1 FROM hotline.stream_keys k WHERE k.stream = p_key_streams[i] AND k.kid = p_kids[i]
            );
    END LOOP;
    -- Also where nothing is new: because this writes, the answer to a duplicate waits for the standby too.
    UPDATE hotline.head h SET pos = at_pos, hash = at_hash WHERE h.one;
    NOTIFY hotline;
END $$;

-- The row at `p_after`, whose hash proves all before it, and what follows, p_limit rows at most; then one row for
-- each station that is present, with hash NULL: pos is its cursor, hub_at when it was seen, body what it does.
-- key_state 0: no personal box; 1: wrapped; 2: erased; 3: the key isn't there yet.
CREATE FUNCTION hotline.follow(p_after bigint, p_limit integer, p_doing bytea)
RETURNS TABLE (pos bigint, hub_at bigint, via uuid, body bytea, hash bytea, key_state integer, wrap bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid := hotline.me();
    before bytea;
    was boolean;
BEGIN
    SELECT p.doing INTO before FROM hotline.presence p WHERE p.station = mine;
    was := FOUND;
    IF was THEN
        UPDATE hotline.presence p SET seen = hotline.now_ms(), cursor = p_after, doing = p_doing
            WHERE p.station = mine;
    ELSE
        INSERT INTO hotline.presence (station, seen, cursor, doing)
            VALUES (mine, hotline.now_ms(), p_after, p_doing);
    END IF;
    IF NOT was OR before IS DISTINCT FROM p_doing THEN
        NOTIFY hotline;
    END IF;
    RETURN QUERY
        SELECT j.pos, j.hub_at, j.via, j.body, j.hash,
               CASE WHEN j.kid IS NULL THEN 0 WHEN k.kid IS NULL THEN 3 WHEN k.wrap IS NULL THEN 2 ELSE 1 END,
               k.wrap
        FROM hotline.journal j
        LEFT JOIN hotline.stream_keys k ON k.stream = j.stream AND k.kid = j.kid
        WHERE j.pos >= p_after
        ORDER BY j.pos
        LIMIT p_limit;
    RETURN QUERY
        SELECT p.cursor, p.seen, p.station, p.doing, NULL::bytea, NULL::integer, NULL::bytea
        FROM hotline.presence p
        ORDER BY p.station;
END $$;

-- Destroys the keys of a stream; its events stay.
CREATE FUNCTION hotline.erase(p_stream uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    PERFORM hotline.me();
    UPDATE hotline.stream_keys k SET wrap = NULL WHERE k.stream = p_stream AND k.wrap IS NOT NULL;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN
        NOTIFY hotline;
    END IF;
    RETURN gone;
END $$;

-- The bundle that lies here for the station that has logged in; p_done: it needs it no longer, and nobody gets it
-- again. HS410: it is used up, or too old.
CREATE FUNCTION hotline.join(p_done boolean) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid := hotline.me();
    lies bytea;
BEGIN
    SELECT j.bundle INTO lies FROM hotline.joins j WHERE j.station = mine AND j.expires > hotline.now_ms();
    IF p_done THEN
        DELETE FROM hotline.joins j WHERE j.station = mine;
    END IF;
    IF lies IS NULL AND NOT p_done THEN
        RAISE EXCEPTION 'used up, or too old' USING ERRCODE = 'HS410';
    END IF;
    RETURN lies;
END $$;

-- Keeps a sealed file. Twice the same is one. HS413: larger than 21 MiB. HS400: not the bytes of that name.
CREATE FUNCTION hotline.put_blob(p_hash bytea, p_body bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid := hotline.me();
BEGIN
    IF length(p_body) > 22020096 THEN
        RAISE EXCEPTION 'a file too large' USING ERRCODE = 'HS413';
    END IF;
    IF p_hash IS NULL OR sha256(p_body) IS DISTINCT FROM p_hash THEN
        RAISE EXCEPTION 'not the bytes of that name' USING ERRCODE = 'HS400', DETAIL = '0';
    END IF;
    IF EXISTS (SELECT 1 FROM hotline.blobs b WHERE b.hash = p_hash) THEN
        RETURN false;
    END IF;
    INSERT INTO hotline.blobs (hash, body, via, at) VALUES (p_hash, p_body, mine, hotline.now_ms());
    RETURN true;
EXCEPTION WHEN unique_violation THEN
    -- Another station brought it at the same instant.
    RETURN false;
END $$;

-- The sealed file of that name; NULL: nobody has brought it yet.
CREATE FUNCTION hotline.blob(p_hash bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM hotline.me();
    RETURN (SELECT b.body FROM hotline.blobs b WHERE b.hash = p_hash);
END $$;

REVOKE ALL ON SCHEMA hotline FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA hotline FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hotline FROM PUBLIC;
GRANT USAGE ON SCHEMA hotline TO hotline_seat;
GRANT EXECUTE ON FUNCTION
    hotline.append(uuid, uuid[], uuid[], bigint[], bytea[], uuid[], bytea[], bytea[]),
    hotline.follow(bigint, integer, bytea),
    hotline.erase(uuid),
    hotline.join(boolean),
    hotline.put_blob(bytea, bytea),
    hotline.blob(bytea)
TO hotline_seat;

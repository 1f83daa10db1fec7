-- The database of decisions and releases on PostgreSQL (14 or newer), with no more rights than needed.
-- Run once, as the server's administrator: psql -v ON_ERROR_STOP=1 -f insight.sql
-- Then, as insight_owner: python -m publishing prepare, which makes the tables. Whatever it makes, now
-- or in a later version, the app may read and add to; a change, a removal or an emptying is refused to
-- the app for want of the right, and to the owner by triggers. tests/postgresql.py runs this file.

CREATE ROLE insight_owner LOGIN;  -- prepare, restore, and a build that takes out words past retention
CREATE ROLE insight LOGIN;        -- the app, the timer that publishes, and backup
-- Passwords from the environment where they are there; else give them with \password.
\getenv owner_password INSIGHT_OWNER_PASSWORD
\getenv app_password INSIGHT_APP_PASSWORD
\if :{?owner_password}
ALTER ROLE insight_owner PASSWORD :'owner_password';
\endif
\if :{?app_password}
ALTER ROLE insight PASSWORD :'app_password';
\endif

CREATE DATABASE insight OWNER insight_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE insight FROM PUBLIC;
GRANT CONNECT ON DATABASE insight TO insight;

\connect insight
ALTER SCHEMA public OWNER TO insight_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO insight;
ALTER DEFAULT PRIVILEGES FOR ROLE insight_owner IN SCHEMA public
    GRANT SELECT, INSERT ON TABLES TO insight;
ALTER DEFAULT PRIVILEGES FOR ROLE insight_owner IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO insight;

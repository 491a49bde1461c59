-- name: write
-- A commit is on the disk when it returns.
PRAGMA synchronous = FULL;
-- 64 MB: the hot ends of a few indexes.
PRAGMA cache_size = -65536;
-- A checkpoint every 16 MB of log: pages written again and again are copied once.
PRAGMA wal_autocheckpoint = 4000;
-- A log grown by one very large change is cut back to 64 MB.
PRAGMA journal_size_limit = 67108864;
-- Savepoints keep their undo pages in memory.
PRAGMA temp_store = MEMORY;

-- name: read
PRAGMA query_only = ON;
PRAGMA cache_size = -8192;
PRAGMA temp_store = MEMORY;

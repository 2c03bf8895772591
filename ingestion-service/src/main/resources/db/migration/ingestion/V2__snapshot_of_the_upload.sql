alter table universe
    -- closes of the upload that only repeated another
    add column duplicates bigint not null default 0,
    -- the one made of the upload: others of the same day are made on request
    add column snapshot varchar(64) references snapshot (digest);
update universe
set snapshot = (select digest from snapshot where universe = name order by as_of desc, created_at desc limit 1);
-- Prices are written under the lock of their universe's row; to look it up again for each of them takes longer than all the rest.
alter table price drop constraint price_universe_fkey;

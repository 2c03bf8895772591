alter table universe
    -- closes of the upload that only repeated another
    add column duplicates bigint not null default 0,
    -- the one made of the upload: others of the same day are made on request
    add column snapshot varchar(64) references snapshot (digest);
update universe u
set snapshot = (
    select s.digest from snapshot s where s.universe = u.name order by s.as_of desc, s.created_at desc limit 1);
-- Prices are written under the lock of their universe's row, which so need not be looked up for each of a million prices.
alter table price drop constraint price_universe_fkey;

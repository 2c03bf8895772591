-- Closes at the end of the latest snapshot in JSON, also of symbols that it leaves out; none of prices from before.
-- Not of the snapshot: other prices with the same returns have the same one.
alter table universe add column closes text;

create table strategy (
    id              uuid primary key,
    idempotency_key varchar(255) unique,
    request_digest  varchar(64)  not null,
    -- counts what it was told to be
    revision        bigint       not null,
    status          varchar(10)  not null,
    settings        text         not null,
    universe        varchar(100) not null,
    -- whether it goes through prices that are there already
    past            boolean      not null,
    submitted_at    timestamptz  not null,
    changed_at      timestamptz  not null,
    -- the one that it was told of last, kept while it lives
    snapshot        varchar(64),
    told_at         timestamptz,
    -- until when an instance makes the snapshot of its next arrival
    busy_until      timestamptz  not null default 'epoch'
);
create index strategy_by_universe on strategy (universe);
create index strategy_by_snapshot on strategy (snapshot);

-- What strategies still have to be told of their markets, oldest first. A row is there until its event is in the outbox.
create table strategy_arrival (
    id          bigint generated always as identity primary key,
    strategy_id uuid    not null references strategy (id),
    -- of a step of a history only once it has been made
    snapshot    varchar(64) references snapshot (digest),
    -- the days of a step
    since       date,
    as_of       date,
    last        boolean not null default false,
    -- the prices at its end; of a step only once they have been looked at
    closes      text,
    -- of a step, why no snapshot can be made
    refusal     text,
    arrived_at  timestamptz not null
);
create index strategy_arrival_in_order on strategy_arrival (strategy_id, id);
create index strategy_arrival_by_snapshot on strategy_arrival (snapshot);

-- The snapshots that were made for a history, until its strategy is stopped.
create table strategy_snapshot (
    strategy_id uuid        not null references strategy (id),
    snapshot    varchar(64) not null references snapshot (digest),
    primary key (strategy_id, snapshot)
);
create index strategy_snapshot_by_snapshot on strategy_snapshot (snapshot);

-- Closes of the snapshot's last day in JSON, also of symbols that it leaves out; none of snapshots from before.
alter table snapshot add column closes text;

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
    -- of a step that no snapshot can be made of: its prices, and why
    closes      text,
    refusal     text
);
create index strategy_arrival_in_order on strategy_arrival (strategy_id, id);
create index strategy_arrival_by_snapshot on strategy_arrival (snapshot);

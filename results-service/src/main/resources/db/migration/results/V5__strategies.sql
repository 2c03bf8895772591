-- What strategies did, exactly as it was received: the log of them. A fact that comes again is there already. The columns
-- beside the body are drawn from it, to be looked for.
create table strategy_fact (
    strategy_id      uuid not null,
    number           bigint not null check (number > 0),
    type             text not null,
    record_timestamp timestamptz not null,
    epoch            int,
    trades           int not null,
    sequence         bigint,
    equity           text,
    body             text not null,
    primary key (strategy_id, number)
);

create index strategy_fact_of_epoch on strategy_fact (strategy_id, epoch, number) where epoch is not null;
create index strategy_fact_with_trades on strategy_fact (strategy_id, number) where trades > 0;

-- The newest fact of a snapshot first: it has the equity that counts.
create index strategy_fact_with_equity on strategy_fact (strategy_id, sequence, number desc) where equity is not null;

-- One row a strategy: what is looked for in columns, everything else in its facts (JSON, ASCII only). number is that of
-- the newest fact in it, changed_at when the broker had that.
create table strategy (
    strategy_id uuid primary key,
    universe    text,
    status      text,
    started_at  timestamptz,
    changed_at  timestamptz not null,
    number      bigint not null,
    facts       text not null
);

create index strategy_by_time on strategy (started_at desc, strategy_id) where started_at is not null;
create index strategy_stopped on strategy (changed_at, strategy_id) where status = 'STOPPED';

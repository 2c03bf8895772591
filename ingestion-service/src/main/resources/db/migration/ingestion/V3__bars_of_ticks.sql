-- How far each partition of the topic of ticks has been read for the bars below.
create table tick_partition (
    partition      int    primary key,
    -- of the first tick of a bar that was open
    restart_offset bigint not null,
    -- of the first record of which nothing is stored
    next_offset    bigint not null
);

-- Bars that have closed; they never change. Of each partition, should a symbol's ticks be in several.
create table market_bar (
    symbol     varchar(32)      not null,
    start      timestamptz      not null,
    partition  int              not null,
    seconds    int              not null,
    first_at   timestamptz      not null,
    last_at    timestamptz      not null,
    open       double precision not null,
    high       double precision not null,
    low        double precision not null,
    close      double precision not null,
    volume     double precision not null,
    ticks      bigint           not null,
    duplicates bigint           not null,
    stored_at  timestamptz      not null,
    primary key (symbol, start, partition)
);
create index market_bar_by_age on market_bar (stored_at);

-- Ticks that came after their bar was closed.
create table late_tick (
    symbol    varchar(32) not null,
    start     timestamptz not null,
    partition int         not null,
    ticks     bigint      not null,
    stored_at timestamptz not null,
    primary key (symbol, start, partition)
);
create index late_tick_by_age on late_tick (stored_at);

-- Universes whose prices are bars of ticks.
create table tick_universe (
    universe         varchar(100) primary key references universe (name) on delete cascade,
    symbols          varchar(32)[] not null,
    seconds          int           not null,
    bars             int           not null,
    covariance       varchar(20)   not null,
    decay            double precision,
    periods_per_year int           not null,
    -- grows whenever bars of its symbols are stored
    changes          bigint        not null default 0,
    -- what it was when the latest snapshot was tried
    seen             bigint        not null default 0,
    tried_at         timestamptz   not null default 'epoch',
    -- end of the newest bar in the latest snapshot
    until            timestamptz,
    -- why there was none at the last try
    refusal          text
);

-- Those of ticks that nobody asked for are deleted after a while.
alter table snapshot add column kept boolean not null default true;
create index snapshot_by_age on snapshot (created_at) where not kept;

-- How runs that learn have come along. digest: of everything but the number and the time, doubles as bits.
create table training_step (
    run_id           uuid not null,
    step             int not null,
    phase            text not null,
    done             int not null,
    total            int not null,
    fold             int,
    loss             double precision,
    validation_loss  double precision,
    score            double precision,
    validation_score double precision,
    occurred_at      timestamptz not null,
    digest           bytea not null,
    primary key (run_id, step)
);

create index training_epoch on training_step (run_id, step) where phase = 'TRAINING';

-- What runs have learnt (JSON, ASCII only): beside `run`, so that a list of runs does not read it.
create table trained_model (
    run_id uuid primary key,
    model  text not null
);

-- Of runs that learn: the data set's name.
alter table run add column dataset text;

create index run_by_dataset on run (dataset, ended_at desc, run_id) where dataset is not null;

-- What a run was made from, so that it is kept as long as the run.
alter table run add column problem_digest varchar(64);
alter table run add column snapshot_digest varchar(64);
update run set problem_digest = event::json #>> '{problem,digest}', snapshot_digest = event::json ->> 'snapshotDigest';
alter table run alter column problem_digest set not null;
create index run_by_submission on run (submitted_at);
create index run_by_problem on run (problem_digest);
create index run_by_snapshot on run (snapshot_digest);

-- When a run was last submitted with it.
alter table problem add column used_at timestamptz;
update problem set used_at = current_timestamp;
alter table problem alter column used_at set not null;
create index problem_by_use on problem (used_at);

create index kept_snapshot_by_age on snapshot (created_at) where kept;

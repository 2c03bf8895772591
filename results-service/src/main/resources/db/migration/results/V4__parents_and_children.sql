-- Runs that another run has begun: found by it, in their sequence, and left out of the list of all others.
alter table run add column parent_run_id uuid, add column sequence int;

create index run_by_parent on run (parent_run_id, sequence, run_id) where parent_run_id is not null;

drop index run_by_time;
drop index run_by_status;
drop index run_by_problem;
create index run_by_time on run (submitted_at desc, run_id) where submitted_at is not null and parent_run_id is null;
create index run_by_status on run (status, submitted_at desc, run_id) where submitted_at is not null and parent_run_id is null;
create index run_by_problem on run (problem_type, submitted_at desc, run_id) where submitted_at is not null and parent_run_id is null;

-- The versions of data sets that a run learns from and is tested on. While it is there, they are.
alter table run add column table_digest varchar(64) references dataset_version (digest);
alter table run add column test_digest varchar(64) references dataset_version (digest);
create index run_by_table on run (table_digest) where table_digest is not null;
create index run_by_test on run (test_digest) where test_digest is not null;

-- Dead letters that have been sent again. A row is committed once the broker has the record: if the service ends in
-- between, the letter counts as not sent, and may be sent twice, which readers bear. The timestamp tells a record from
-- another at the same offset of a topic that was deleted and made again.
create table redrive (
    topic            text not null,
    record_partition int not null,
    record_offset    bigint not null,
    record_timestamp timestamptz not null,
    times            int not null,
    redriven_at      timestamptz not null,
    to_partition     int not null,
    to_offset        bigint not null,
    primary key (topic, record_partition, record_offset, record_timestamp)
);

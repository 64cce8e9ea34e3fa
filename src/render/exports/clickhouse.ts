/** A table of ClickHouse's for what `-o ndjson` prints, and the questions that are asked most. */
export function clickhouseTable(): string {
  return `-- mooncake-annotate -o ndjson --only LOGS | clickhouse-client --query 'INSERT INTO mooncake_lines FORMAT JSONEachRow' \\
--   --input_format_skip_unknown_fields=1 --input_format_json_ignore_unknown_keys_in_named_tuple=1
CREATE TABLE IF NOT EXISTS mooncake_lines
(
    time Int64 COMMENT 'milliseconds since 1970; 0 where the line has none',
    at DateTime64(3, 'UTC') MATERIALIZED fromUnixTimestamp64Milli(time),
    level UInt8 COMMENT '20 debug, 30 info, 40 warning, 50 error, 60 fatal',
    hostname LowCardinality(String),
    pid UInt64,
    tid UInt64,
    source LowCardinality(String),
    input LowCardinality(String),
    line UInt64,
    msg String,
    codes Array(Tuple(
        component LowCardinality(String),
        \`group\` LowCardinality(String),
        name LowCardinality(String),
        value Nullable(Int32),
        description String,
        evidence LowCardinality(String)))
)
ENGINE = MergeTree
ORDER BY (time, input, line);

-- How many lines report a code of each group, by the hour
SELECT toStartOfHour(at) AS hour, code.component AS component, code.\`group\` AS \`group\`, uniqExact(input, line) AS lines
FROM mooncake_lines ARRAY JOIN codes AS code
GROUP BY hour, component, \`group\`
ORDER BY hour, lines DESC;

-- Which codes where
SELECT code.component AS component, code.name AS name, any(code.value) AS value, if(hostname = '', input, hostname) AS place,
       count() AS lines, min(at) AS first, max(at) AS last
FROM mooncake_lines ARRAY JOIN codes AS code
GROUP BY component, name, place
ORDER BY lines DESC
LIMIT 50;

-- The last lines of a code
SELECT at, input, line, source, msg
FROM mooncake_lines
WHERE arrayExists(code -> code.name = 'TRANSFER_FAIL', codes)
ORDER BY time DESC
LIMIT 20;
`;
}

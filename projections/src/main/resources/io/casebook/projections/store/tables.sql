-- The tables that the log is read into. Times are UTC; a change here raises TABLES_VERSION, and the tables are computed anew.
CREATE TABLE IF NOT EXISTS events (
  conversation_id VARCHAR NOT NULL,
  sequence BIGINT NOT NULL,
  occurred_at TIMESTAMP NOT NULL,
  type VARCHAR NOT NULL,
  turn INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  actor_type VARCHAR NOT NULL,
  actor_id VARCHAR,
  agent_id VARCHAR,
  version VARCHAR,
  event_id VARCHAR NOT NULL,
  caused_by VARCHAR NOT NULL,
  tenant_id VARCHAR NOT NULL,
  log_partition INTEGER NOT NULL,
  log_offset BIGINT NOT NULL,
  payload JSON NOT NULL
);
CREATE TABLE IF NOT EXISTS messages (
  id VARCHAR NOT NULL,
  conversation_id VARCHAR NOT NULL,
  sequence BIGINT NOT NULL,
  turn INTEGER NOT NULL,
  participant_type VARCHAR NOT NULL,
  participant_id VARCHAR,
  body VARCHAR NOT NULL,
  subject VARCHAR,
  created TIMESTAMP NOT NULL,
  is_holding BOOLEAN NOT NULL,
  attachments JSON,
  citations JSON
);
CREATE TABLE IF NOT EXISTS conversations (
  conversation_id VARCHAR PRIMARY KEY,
  tenant_id VARCHAR NOT NULL,
  customer_id VARCHAR NOT NULL,
  channel VARCHAR NOT NULL,
  agent_id VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  language VARCHAR,
  latest_intent VARCHAR,
  latest_hand_off_reason VARCHAR,
  latest_hand_off_target VARCHAR,
  claimed_by VARCHAR,
  end_reason VARCHAR,
  linked_conversation_id VARCHAR,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  first_replied_at TIMESTAMP,
  ended_at TIMESTAMP,
  sequence BIGINT NOT NULL,
  turns INTEGER NOT NULL,
  customer_messages INTEGER NOT NULL,
  agent_messages INTEGER NOT NULL,
  human_messages INTEGER NOT NULL,
  hand_offs INTEGER NOT NULL,
  tool_calls INTEGER NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  usd_micros BIGINT NOT NULL,
  rating_type VARCHAR,
  rating DOUBLE,
  erased BOOLEAN NOT NULL
);
CREATE TABLE IF NOT EXISTS turns (
  conversation_id VARCHAR NOT NULL,
  turn INTEGER NOT NULL,
  cause VARCHAR NOT NULL,
  agent_id VARCHAR,
  version VARCHAR,
  started_at TIMESTAMP NOT NULL,
  waiting_since TIMESTAMP NOT NULL,
  replied_at TIMESTAMP,
  ended_at TIMESTAMP,
  outcome VARCHAR,
  reason_code VARCHAR,
  latency_ms BIGINT,
  waiting_ms BIGINT,
  steps INTEGER NOT NULL,
  intent VARCHAR,
  confidence DOUBLE,
  searches INTEGER NOT NULL,
  model_calls INTEGER NOT NULL,
  tool_calls INTEGER NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  usd_micros BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, turn)
);
CREATE TABLE IF NOT EXISTS log_positions (
  log_partition INTEGER PRIMARY KEY,
  next_offset BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS about (
  name VARCHAR PRIMARY KEY,
  content VARCHAR NOT NULL
);

// SPDX-License-Identifier: GPL-3.0-or-later
// kafkajs as its users have it: topics, records in its codecs, groups that share and hand over, transactions, administration.
//   node kafkajs.js BOOTSTRAP SASL_BOOTSTRAP
'use strict'
const assert = require('node:assert/strict')
const { Kafka, CompressionTypes, ConfigResourceTypes, AclResourceTypes, AclOperationTypes, AclPermissionTypes, ResourcePatternTypes, logLevel } = require('kafkajs')

const [bootstrap, secured] = process.argv.slice(2)
const kafka = new Kafka({ clientId: 'node', brokers: bootstrap.split(','), logLevel: logLevel.NOTHING, retry: { initialRetryTime: 50, retries: 12 } })
const admin = kafka.admin()

async function until(condition, what) {
  const deadline = Date.now() + 60000
  for (;;) {
    const value = await condition()
    if (value) return value
    assert.ok(Date.now() < deadline, `never came: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

// Runs a consumer that keeps what it gets.
async function member(groupId, topics, options = {}) {
  const consumer = kafka.consumer({ groupId, ...options })
  const seen = []
  let mine = 0
  consumer.on(consumer.events.GROUP_JOIN, event => { mine = Object.values(event.payload.memberAssignment).flat().length })
  await consumer.connect()
  await consumer.subscribe({ topics, fromBeginning: true })
  await consumer.run({ eachMessage: async ({ topic, partition, message }) => { seen.push({ topic, partition, offset: message.offset, key: message.key && message.key.toString(), value: message.value.toString(), headers: message.headers }) } })
  return { consumer, seen, partitions: () => mine }
}

async function records() {
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'orders', numPartitions: 4, replicationFactor: 3 }] })
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  for (const compression of [CompressionTypes.None, CompressionTypes.GZIP]) {
    const messages = Array.from({ length: 50 }, (_, i) => ({ key: `k${i}`, value: `${compression}-${i}`, headers: { from: 'node', number: String(i) } }))
    const told = await producer.send({ topic: 'orders', acks: -1, compression, messages })
    assert.ok(told.every(part => part.errorCode === 0))
  }
  await producer.disconnect()

  const first = await member('readers', ['orders'])
  await until(() => first.seen.length === 100, 'all records')
  assert.equal(new Set(first.seen.map(record => record.value)).size, 100)
  assert.equal(first.seen[0].headers.from.toString(), 'node')
  const second = await member('readers', ['orders'])
  await until(() => first.partitions() === 2 && second.partitions() === 2, 'two members of two partitions each')
  const described = (await admin.describeGroups(['readers'])).groups[0]
  assert.equal(described.state, 'Stable')
  assert.equal(described.members.length, 2)
  assert.ok((await admin.listGroups()).groups.some(group => group.groupId === 'readers' && group.protocolType === 'consumer'))
  await first.consumer.disconnect()
  await until(() => second.partitions() === 4, 'the rest handed over')
  await second.consumer.disconnect()
  await until(async () => (await admin.describeGroups(['readers'])).groups[0].state === 'Empty', 'an empty group')
  const committed = (await admin.fetchOffsets({ groupId: 'readers', topics: ['orders'] }))[0].partitions
  assert.equal(committed.reduce((sum, part) => sum + Number(part.offset), 0), 100)

  await admin.setOffsets({ groupId: 'readers', topic: 'orders', partitions: [{ partition: 0, offset: '1' }] })
  await admin.resetOffsets({ groupId: 'readers', topic: 'orders', earliest: true })
  const again = await member('readers', ['orders'])
  await until(() => again.seen.length >= 100, 'all records once more')
  await again.consumer.disconnect()
  await admin.deleteGroups(['readers'])
  assert.ok(!(await admin.listGroups()).groups.some(group => group.groupId === 'readers'))
}

async function transactions() {
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'paid', numPartitions: 2, replicationFactor: 3 }] })
  const producer = kafka.producer({ transactionalId: 'node', idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  for (let i = 0; i < 10; i++) {
    const transaction = await producer.transaction()
    await transaction.send({ topic: 'paid', messages: [{ key: `${i}`, value: `${i % 2 ? 'kept' : 'dropped'} ${i}` }] })
    await transaction.sendOffsets({ consumerGroupId: 'settled', topics: [{ topic: 'orders', partitions: [{ partition: 0, offset: String(i + 1) }] }] })
    await (i % 2 ? transaction.commit() : transaction.abort())
  }
  // A second one of that name fences the first.
  const other = kafka.producer({ transactionalId: 'node', idempotent: true, maxInFlightRequests: 1 })
  await other.connect()
  const last = await other.transaction()
  await last.send({ topic: 'paid', messages: [{ key: 'last', value: 'kept last' }] })
  await last.commit()
  await assert.rejects(async () => {
    const fenced = await producer.transaction()
    await fenced.send({ topic: 'paid', messages: [{ value: 'never' }] })
    await fenced.commit()
  })
  await producer.disconnect()
  await other.disconnect()
  const reader = await member('auditor', ['paid'], { readUncommitted: false })
  await until(() => reader.seen.length === 6, 'what was committed')
  assert.deepEqual(reader.seen.map(record => record.value).sort(), ['kept 1', 'kept 3', 'kept 5', 'kept 7', 'kept 9', 'kept last'])
  await reader.consumer.disconnect()
  const offsets = await admin.fetchOffsets({ groupId: 'settled', topics: ['orders'] })
  assert.equal(offsets[0].partitions.find(part => part.partition === 0).offset, '10')
}

async function administration() {
  const cluster = await admin.describeCluster()
  assert.equal(cluster.brokers.length, 3)
  await admin.createPartitions({ topicPartitions: [{ topic: 'orders', count: 6 }] })
  const { topics } = await admin.fetchTopicMetadata({ topics: ['orders'] })
  assert.equal(topics[0].partitions.length, 6)
  const ends = await admin.fetchTopicOffsets('orders')
  assert.equal(ends.reduce((sum, part) => sum + Number(part.high), 0), 100)
  const at = await admin.fetchTopicOffsetsByTimestamp('orders', 1)
  assert.ok(at.every(part => part.offset === '0'))
  await admin.deleteTopicRecords({ topic: 'orders', partitions: [{ partition: 0, offset: '-1' }] })
  const low = (await admin.fetchTopicOffsets('orders')).find(part => part.partition === 0)
  assert.equal(low.low, low.high)
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: 'orders', configEntries: [{ name: 'retention.ms', value: '123456' }] }] })
  const configs = await admin.describeConfigs({ includeSynonyms: true, resources: [{ type: ConfigResourceTypes.TOPIC, name: 'orders', configNames: ['retention.ms'] }] })
  assert.equal(configs.resources[0].configEntries[0].configValue, '123456')

  await admin.alterPartitionReassignments({ topics: [{ topic: 'paid', partitionAssignment: [{ partition: 0, replicas: [3, 1] }] }] })
  await until(async () => (await admin.listPartitionReassignments({})).topics.length === 0, 'the end of a reassignment')
  const moved = (await admin.fetchTopicMetadata({ topics: ['paid'] })).topics[0].partitions.find(part => part.partitionId === 0)
  assert.deepEqual(moved.replicas, [3, 1])

  await admin.deleteTopics({ topics: ['orders'] })
  await until(async () => !(await admin.listTopics()).includes('orders'), 'a topic gone')
}

// The door with SASL, and with it the rules of access.
async function security() {
  for (const mechanism of ['plain', 'scram-sha-256', 'scram-sha-512']) {
    const own = new Kafka({ brokers: secured.split(','), logLevel: logLevel.NOTHING, sasl: { mechanism, username: 'ann', password: 'ann-secret' } })
    const ann = own.admin()
    await ann.connect()
    assert.ok((await ann.listTopics()).includes('paid'))
    await ann.disconnect()
  }
  const wrong = new Kafka({ brokers: secured.split(','), logLevel: logLevel.NOTHING, retry: { retries: 0 }, sasl: { mechanism: 'scram-sha-256', username: 'ann', password: 'no' } })
  await assert.rejects(wrong.admin().connect())

  const rule = { resourceType: AclResourceTypes.TOPIC, resourceName: 'paid', resourcePatternType: ResourcePatternTypes.LITERAL, principal: 'User:ann', host: '*', operation: AclOperationTypes.WRITE, permissionType: AclPermissionTypes.DENY }
  await admin.createAcls({ acl: [rule] })
  const filter = { resourceType: AclResourceTypes.TOPIC, resourceName: 'paid', resourcePatternType: ResourcePatternTypes.LITERAL, operation: AclOperationTypes.ANY, permissionType: AclPermissionTypes.ANY }
  const found = await admin.describeAcls(filter)
  assert.equal(found.resources[0].acls[0].principal, 'User:ann')
  const denied = new Kafka({ brokers: secured.split(','), logLevel: logLevel.NOTHING, retry: { retries: 1 }, sasl: { mechanism: 'plain', username: 'ann', password: 'ann-secret' } }).producer()
  await denied.connect()
  await assert.rejects(denied.send({ topic: 'paid', messages: [{ value: 'no' }] }), /[Nn]ot authorized/)
  await denied.disconnect()
  assert.equal((await admin.deleteAcls({ filters: [filter] })).filterResponses[0].matchingAcls.length, 1)
}

async function main() {
  await admin.connect()
  for (const part of [records, transactions, security, administration]) {
    await part()
    console.log(part.name)
  }
  await admin.disconnect()
}

main().then(() => console.log('ok'), failure => { console.error(failure); process.exit(1) })

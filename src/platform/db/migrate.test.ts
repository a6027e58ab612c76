import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { admin, withDatabase } from '../../../test/postgres.ts'
import { migrate } from './migrate.ts'

const migrations = join(import.meta.dirname, '../../../migrations')

test('a database whose owner lets us install nothing is migrated all the same, without the index for search', async () => {
  const url = inject('postgresUrl')
  const name = `guest_${randomBytes(4).toString('hex')}`
  const itsUrl = withDatabase(url, name)
  await admin(url, `create role ${name} login password '${name}'`)
  await admin(url, `create database ${name}`)
  await admin(itsUrl, `grant all on schema public to ${name}`)
  const asGuest = new URL(itsUrl)
  asGuest.username = name
  asGuest.password = name
  expect(await migrate(asGuest.href, migrations)).toContain('0003-search-in-a-large-house.sql')
  const client = new pg.Client({ connectionString: itsUrl })
  await client.connect()
  const { rows } = await client.query(
    "select to_regclass('posts_by_words') as index, to_regclass('posts') as posts",
  )
  await client.end()
  expect(rows).toEqual([{ index: null, posts: 'posts' }])
  expect(await migrate(asGuest.href, migrations)).toEqual([])
  await admin(url, `drop database ${name}`)
})

import { expect, test } from 'vitest'
import { readConfig, secretsIn, settings } from './config.ts'

test('what is marked as a secret is hidden from the log, and so is a password inside of any address', () => {
  const marked = Object.values(settings).filter((setting) => 'secret' in setting)
  const env = Object.fromEntries(marked.map(({ name }) => [name, `hidden-${name.toLowerCase()}`]))
  const addresses = {
    SMTP_URL: 'smtps://user:of-the-mail@mail.example',
    DATABASE_URL: 'postgres://user:of-the-store@db.example/carillon',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:of-the-collector@otel.example',
  }
  const secrets = secretsIn(readConfig({ CARILLON_HOME: '/x', ...env, ...addresses }))
  expect(secrets.sort()).toEqual(
    [...Object.values(env), 'of-the-mail', 'of-the-store', 'of-the-collector'].sort(),
  )
  expect(marked.length).toBeGreaterThan(5)
})

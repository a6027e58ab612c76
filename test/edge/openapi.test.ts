import { expect, test } from 'vitest'
import { z } from 'zod'
import { route } from '../../src/app/route.ts'
import { routes } from '../../src/house.ts'
import { openDoor, visitor } from '../people/door.ts'
import { world } from '../world.ts'

type Operation = {
  operationId: string
  tags: string[]
  parameters: { name?: string; in?: string; $ref?: string }[]
}
type Description = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

async function description(of = routes): Promise<Description> {
  const answer = await visitor(await openDoor(await world(), of))('GET /api/openapi.json')
  return answer.body as unknown as Description
}

test('the description of the API lints clean', async () => {
  const { createConfig, lintFromString } = await import('@redocly/openapi-core')
  const config = await createConfig({ extends: ['recommended'], rules: { 'no-server-example.com': 'off' } })
  const problems = await lintFromString({ source: JSON.stringify(await description()), config })
  expect(
    problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`),
  ).toEqual([])
})

test('every route of the API is in it, with an operation id of its own', async () => {
  const { paths } = await description()
  const operations = Object.values(paths).flatMap((each) => Object.values(each))
  const ids = operations.map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { method, path, spec } of routes.filter((each) => !each.spec.outside))
    expect(
      paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()],
      `${method} ${path}`,
    ).toMatchObject({
      summary: spec.summary,
    })
})

test('a contract with a name, or one that holds itself, becomes a component', async () => {
  const Bell = z.object({ note: z.string() }).meta({ id: 'Bell' })
  const Tower: z.ZodType = z.object({
    bells: z.array(Bell),
    get above() {
      return Tower.optional()
    },
  })
  const spec = { may: 'workspace.read', summary: 'For the test', tag: 'Test' } as const
  const { paths, components } = await description([
    route('GET /towers', { ...spec, answer: Tower }, async () => ({})),
    route('POST /towers', { ...spec, body: Bell, answer: z.object({ bell: Bell }) }, async ({ body }) => ({
      bell: body,
    })),
  ])
  const names = Object.keys(components.schemas)
  expect(names).toContain('Bell')
  const references = [
    ...JSON.stringify({ paths, components }).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g),
  ].map(([, name]) => name)
  expect(references.length).toBeGreaterThan(2)
  for (const name of references) expect(names).toContain(name)
  expect(JSON.stringify({ paths, components })).not.toContain('$defs')
})

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import product from '../../package.json' with { type: 'json' }
import { readConfig, settings } from '../../src/config.ts'

const root = join(import.meta.dirname, '../..')
const read = (name: string) => readFile(join(root, name), 'utf8')

type Line = { word: string; rest: string }

/** The instructions of a Containerfile, a line that goes on put together, stage by stage. */
async function stages(): Promise<Line[][]> {
  const text = (await read('Containerfile')).replace(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '')
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => /^([A-Z]+) (.*)$/.exec(line))
    .map((found) => ({ word: found?.[1] ?? '', rest: found?.[2] ?? '' }))
  const found: Line[][] = [[]]
  for (const line of lines) {
    if (line.word === 'FROM') found.push([])
    found.at(-1)?.push(line)
  }
  return found
}

const values = (lines: readonly Line[], word: string) =>
  lines.filter((line) => line.word === word).map(({ rest }) => rest)

const environment = (lines: readonly Line[]): Record<string, string> =>
  Object.fromEntries(
    values(lines, 'ENV').flatMap((rest) => rest.split(' ').map((pair) => pair.split(/=(.*)/s))),
  )

const known = new Set<string>(Object.values(settings).map(({ name }) => name))
const compose = async () => parse(await read('compose.yaml'), { merge: true })

test('every instruction is one, and what is copied is there', async () => {
  const [before = [], build = [], last = [], ...rest] = await stages()
  expect(rest).toEqual([])
  expect(before).toHaveLength(1)
  const words = /^(ARG|FROM|RUN|COPY|WORKDIR|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|STOPSIGNAL|ENTRYPOINT|CMD)$/
  for (const { word } of [...before, ...build, ...last]) expect(word).toMatch(words)
  for (const copied of values(build, 'COPY').flatMap((line) => line.split(' ').slice(0, -1)))
    expect(existsSync(join(root, copied)), copied).toBe(true)
  const ignored = (await read('.containerignore')).split('\n')
  expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', 'dist']))
  for (const needed of ['src', 'migrations', 'package.json', 'vite.config.ts', 'scripts'])
    expect(ignored).not.toContain(needed)
})

test('nothing is fetched but from Debian and the npm registry, and Node is the one of the packages', async () => {
  const runs = (await stages()).flatMap((lines) => values(lines, 'RUN'))
  for (const run of runs)
    expect(run).toMatch(
      /^(apt-get update && apt-get install |npm (install|prune) |node_modules\/node\/bin\/node |useradd )/,
    )
  expect(runs.join('\n')).not.toMatch(/curl|wget|https?:/)
  expect(product.dependencies.node).toMatch(/^\^\d+/)
})

test('the last stage says what the program says: port, home, health, and a user who is not root', async () => {
  const last = (await stages()).at(-1) ?? []
  const env = environment(last)
  for (const name of Object.keys(env)) expect(/^(PATH|HOME)$/.test(name) || known.has(name), name).toBe(true)
  const config = readConfig(env)
  expect(config.host).toBe('0.0.0.0')
  expect(values(last, 'EXPOSE')).toEqual([settings.port.default])
  expect(String(config.port)).toBe(settings.port.default)
  expect(values(last, 'VOLUME')).toEqual([config.home])
  const [user = ''] = values(last, 'USER')
  expect(Number(user)).toBeGreaterThan(999)
  expect(values(last, 'RUN').join('\n')).toContain(`--uid ${user} --home-dir ${config.home}`)
  const [check = ''] = values(last, 'HEALTHCHECK')
  expect(check).toMatch(/CMD \["node", "bin\/healthy\.mjs"\]$/)
  const asks = await read('bin/healthy.mjs')
  const address = /http:\/\/localhost:\$\{process\.env\.PORT\}(\/[a-z/]+)/.exec(asks)?.[1] ?? ''
  expect(await read('src/app/edge/health.ts')).toContain(`server.get('${address}'`)
  const [folder] = values(last, 'WORKDIR')
  expect(values(last, 'COPY')).toEqual([`--from=build ${folder} ${folder}`])
  expect(env.PATH?.split(':')[0]).toBe(`${folder}/node_modules/node/bin`)
  expect(existsSync(join(root, JSON.parse(values(last, 'ENTRYPOINT')[0] ?? '')[1]))).toBe(true)
})

test('compose: web and worker apart on one PostgreSQL and one home, with settings that there are', async () => {
  const { services, volumes } = await compose()
  expect(Object.keys(services)).toEqual(['postgres', 'web', 'worker'])
  const last = (await stages()).at(-1) ?? []
  const home = environment(last).CARILLON_HOME
  const commands = await read('src/cli.ts')
  for (const name of ['web', 'worker']) {
    const { command, environment: env, volumes: mounts, build, healthcheck } = services[name]
    const [, check = '[]'] = /CMD (\[.*\])$/.exec(values(last, 'HEALTHCHECK')[0] ?? '') ?? []
    expect(healthcheck.test).toEqual(['CMD-SHELL', JSON.parse(check).join(' ')])
    expect(command).toEqual([name])
    expect(commands).toContain(`  ${name}: {`)
    expect(mounts).toEqual([`home:${home}`])
    expect(existsSync(join(root, build.dockerfile))).toBe(true)
    for (const setting of Object.keys(env)) expect(known.has(setting), setting).toBe(true)
    const filled = Object.entries<string>(env).map(([key, text]) => [
      key,
      text.replace(/\$\{\w+(?::[-?]([^}]*))?\}/g, '$1'),
    ])
    expect(() => readConfig({ CARILLON_HOME: home, ...Object.fromEntries(filled) })).not.toThrow()
    expect(env.DATABASE_URL).toContain('@postgres/carillon')
  }
  expect(services.web.ports).toEqual([`127.0.0.1:${settings.port.default}:${settings.port.default}`])
  // The image's own check asks at PORT, where a worker answers by its side door.
  expect(services.worker.environment[settings.metricsPort.name]).toBe(settings.port.default)
  expect(Object.keys(volumes)).toEqual(['home', 'postgres'])
})

import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { profileOf } from '../../../../test/networks/puppet.ts'
import { openDoor } from '../../../../test/people/door.ts'
import { OutboundError } from '../../../platform/http/index.ts'
import { join, owner, pictures, read, there, w } from './accounts.fixture.ts'

describe('pictures', () => {
  const source = 'https://cdn.puppet.example/ann.png'
  const png = () =>
    sharp({ create: { width: 900, height: 600, channels: 3, background: 'tomato' } })
      .withExif({ IFD0: { Copyright: 'SECRET PLACE' } })
      .png()
      .toBuffer()

  async function pictured(answer: () => Response): Promise<string> {
    pictures.set(source, answer)
    const id = await join()
    there.profile = { ...profileOf('ann'), avatarUrl: source }
    await owner(`POST /channels/${id}/check`)
    await w.runJobs()
    return id
  }

  test('are copied, drawn anew and served by us, so that no browser asks the network', async () => {
    const bytes = await png()
    const id = await pictured(() => new Response(new Uint8Array(bytes)))
    const { avatarUrl } = await read(id)
    expect(avatarUrl).toMatch(new RegExp(`^/api/v1/channels/${id}/avatar\\?workspace=${w.workspaceId}&v=`))
    const server = await openDoor(w)
    const headers = { authorization: `Bearer ${await w.key('client')}` }
    const { statusCode, rawPayload, headers: told } = await server.inject({ url: String(avatarUrl), headers })
    expect([statusCode, told['content-type']]).toEqual([200, 'image/webp'])
    expect(await sharp(rawPayload).metadata()).toMatchObject({ width: 256, height: 256, format: 'webp' })
    expect(rawPayload.toString('latin1')).not.toContain('SECRET')
    const foreign = { authorization: `Bearer ${await (await w.tenant()).key('owner')}` }
    const stolen = await server.inject({ url: `/api/v1/channels/${id}/avatar`, headers: foreign })
    expect(stolen.statusCode).toBe(404)
  })

  test.for([
    ['no picture at all', () => new Response('<html>')],
    ['a drawing that could hold a script', () => new Response('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['gone', () => new Response('', { status: 404 })],
    [
      'an address inside',
      () => {
        throw new OutboundError('blocked', 'No.', { host: '10.0.0.1', mayHaveLeft: false })
      },
    ],
  ] as const)('that are none are left out: %s', async ([, answer]) => {
    const id = await pictured(answer)
    expect((await read(id)).avatarUrl).toBeNull()
  })
})

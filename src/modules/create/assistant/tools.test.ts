import { describe, expect, test } from 'vitest'
import { chirp, gazette, join, picture } from '../posts/samples.ts'
import { assisted, question } from './assistant.fixture.ts'
import { keepSettings } from './service.ts'

const here = assisted([chirp, gazette])

describe('the other tools', () => {
  test('hashtags are cleaned, and none that the text has already', async () => {
    await here.setUp()
    here.fake.answers('1. #Rye\n2. #bread — the best\n3. #RYE\n#свежийхлеб #ขนมปัง')
    const result = await here.run({ tool: 'hashtags', text: 'Fresh #bread', most: 3 })
    expect(result).toMatchObject({ tags: ['#Rye', '#свежийхлеб', '#ขนมปัง'], text: '#Rye #свежийхлеб #ขนมปัง' })
  })

  test('a picture is shown small, its words are measured by the network', async () => {
    await here.setUp()
    const mediaId = await picture(here.w)
    const channelId = await join(here.w)
    here.fake.answers('A loaf of rye bread.')
    const result = await here.run({ tool: 'alt', mediaId, channelIds: [channelId], language: 'lv' })
    expect(result).toMatchObject({
      text: 'A loaf of rye bread.',
      fits: [{ channelId, max: 100, fits: true }],
    })
    const content = here.fake.asked[0]?.body.messages[1]?.content
    expect(content).toMatchObject([{ type: 'text' }, { type: 'image_url' }])
    expect(JSON.stringify(content)).toContain('data:image/jpeg;base64,')
    expect(question(here.fake.asked[0])).toContain('Latvian')
    await expect(here.run({ tool: 'alt', mediaId: crypto.randomUUID() })).rejects.toMatchObject({
      kind: 'missing',
    })
    await keepSettings(here.w.ctx, here.owner(), here.settings({ sees: false, version: 1 }))
    await expect(here.run({ tool: 'alt', mediaId })).rejects.toMatchObject({ code: 'assistant.blind' })
  })

  test('remarks on the tone are read as agreed or shown as they came', async () => {
    await here.setUp()
    const remark = { quote: 'cheap', problem: 'Not our word', instead: 'good value' }
    here.fake.answers(
      `Here you are:\n\`\`\`json\n${JSON.stringify([remark, { quote: 'nowhere', problem: 'x' }])}\n\`\`\``,
    )
    expect(await here.run({ tool: 'tone', text: 'So cheap' })).toMatchObject({
      remarks: [remark, { quote: '', problem: 'x', instead: '' }],
      notes: [],
    })
    here.fake.answers('[]')
    expect(await here.run({ tool: 'tone', text: 'So good' })).toMatchObject({
      remarks: [],
      problem: null,
      notes: [],
    })
    here.fake.answers('It is fine.')
    expect(await here.run({ tool: 'tone', text: 'So good' })).toMatchObject({
      text: 'It is fine.',
      notes: [{ code: 'unreadable' }],
    })
  })
})

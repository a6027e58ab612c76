import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Content } from '../kit/content.ts'
import { marksPartner } from '../kit/limits.ts'
import { part } from '../kit/stage.ts'
import { facebook } from './index.ts'
import { fake, film, out, stage } from './publish.fixture.ts'

describe('a paid partnership', () => {
  const paid = { paidPartnership: { sponsor: 'Mill' }, options: { sponsor: '424242' } }

  test('is marked with the page of the partner, on words and on films', async () => {
    const { posts } = await out(stage.content(paid))
    expect(posts).toMatchObject([{ sponsor: '424242' }])
    const filmed = await out(stage.content({ ...paid, parts: [part('look', { media: [film()] })] }))
    expect(filmed.posts).toMatchObject([{ sponsor: '424242' }])
  })

  test('can be marked only where that page is known, and the number alone marks nothing', async () => {
    const marks = (options: Content['options']) => marksPartner(facebook.manifest, options)
    expect([marks({}), marks({ sponsor: ' ' }), marks({ sponsor: '424242' })]).toEqual([false, false, true])
    expect(marks({ sponsor: '424242', kind: 'reel' })).toBe(false)
    expect((await out(stage.content({ options: paid.options }))).posts).toMatchObject([{ sponsor: null }])
  })
})

testDescription('Facebook', [fake])

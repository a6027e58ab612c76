import type { Actor } from '../../app/actor.ts'
import type { Context } from '../../app/context.ts'
import type { Goal } from '../plan/goals/index.ts'
import { addPersona, type PersonaBody } from '../plan/personas/index.ts'
import { saveStrategy } from '../plan/strategy/index.ts'
import { fromToday, type Ground, isoDay } from './ground.ts'

/** Whom the roastery speaks to: what is known, what was asked and what is only guessed. */
const personaOf = (ground: Ground): PersonaBody => {
  const day = (ago: number) => isoDay(fromToday(ground.now, -ago))
  return {
    name: 'Laura, who brews before work',
    kind: 'b2c',
    portrait:
      'Laura has twenty minutes in the morning, and they belong to the kettle. She knows what a good cup tastes like and not always why hers does not. She buys beans every other week, mostly where she was answered last.',
    facts: [
      {
        ...{ field: 'age', words: '', range: { from: 27, to: 41 }, evidence: 'network', source: 'Followers' },
        ...{ shares: [], knownOn: day(21) },
      },
      {
        ...{ field: 'age', words: '', range: null, evidence: 'import', source: 'shop-visitors.csv' },
        shares: [
          { value: '25-34', share: 0.46 },
          { value: '35-44', share: 0.31 },
          { value: '18-24', share: 0.14 },
          { value: '45-54', share: 0.09 },
        ],
        knownOn: day(21),
      },
      {
        ...{ field: 'language', words: '', range: null, evidence: 'import', source: 'shop-visitors.csv' },
        shares: [
          { value: 'English', share: 0.44 },
          { value: 'Latvian', share: 0.25 },
          { value: 'Thai', share: 0.17 },
          { value: 'Vietnamese', share: 0.14 },
        ],
        knownOn: day(21),
      },
      {
        ...{ field: 'place', words: '', range: null, evidence: 'import', source: 'shop-visitors.csv' },
        shares: [
          { value: 'London', share: 0.41 },
          { value: 'Riga', share: 0.27 },
          { value: 'Bangkok', share: 0.18 },
          { value: 'Da Nang', share: 0.14 },
        ],
        knownOn: day(21),
      },
      {
        ...{ field: 'motives', words: 'A cup at home that tastes as it does here', range: null, shares: [] },
        ...{ evidence: 'survey', source: '212 answers at the counter', knownOn: day(64) },
      },
      {
        ...{
          field: 'pains',
          words: 'Beans that are past their best when they arrive',
          range: null,
          shares: [],
        },
        ...{ evidence: 'talk', source: 'Letters of half a year', knownOn: day(40) },
      },
      {
        ...{
          field: 'buying',
          words: 'Every other week, from the phone, in the evening',
          range: null,
          shares: [],
        },
        ...{ evidence: 'guess', source: '', knownOn: null },
      },
    ],
    mediaId: null,
  }
}

/** A strategy in two saves, so that there is a history to look at, with a review ahead. */
export async function writeStrategy(
  ctx: Context,
  actor: Actor,
  ground: Ground,
  goals: readonly Goal[],
): Promise<void> {
  const persona = await addPersona(ctx, actor, personaOf(ground))
  await saveStrategy(ctx, actor, {
    revision: 0,
    reason: 'First draft, after an afternoon with the whole team',
    parts: {
      objective: { objective: 'sales', why: 'The new roastery can roast twice as much as we sell.' },
      audience: {
        personaIds: [persona.id],
        whom: 'People who brew at home and want to do it better.',
        need: 'Fresh beans, and somebody who says what to try next.',
        where: 'On the phone before work, and on Sunday over a long breakfast.',
        notFor: 'Those who want it cheap.',
      },
      positioning: {
        oneThing: 'Coffee with a date and a name on it.',
        voice: 'Curious and plain; a tip rather than a slogan.',
        human: 'Ilze, who tastes every batch, speaks for herself.',
        never: 'No word against anybody’s milk.',
      },
    },
  })
  await saveStrategy(ctx, actor, {
    revision: 1,
    reason: 'Loyalty first: most of what we sell goes to people who know us',
    parts: {
      team: {
        people: [
          { name: 'Marketing', does: 'plans and writes, ten hours a week' },
          { name: 'Ilze', does: 'tastes, and tells what she tastes' },
          { name: 'The counter', does: 'answers until six' },
        ],
        words: 'Fourteen hours a week, in five languages.',
      },
      objective: {
        objective: 'loyalty',
        why: 'Of ten bags, seven go to people who have bought before. Who buys a third time stays.',
      },
      listening: {
        ours: 'People praise the tips and ask for smaller bags.',
        field: 'Others show latte art; what is saved are recipes with numbers.',
        asked: 'How fine? How long does it keep? When is the Kenyan back?',
        lookedOn: isoDay(fromToday(ground.now, -30)),
      },
      metrics: {
        goalIds: goals.slice(0, 3).map(({ id }) => id),
        words: 'And letters that begin with “it worked”.',
      },
      channels: {
        words:
          'Bluesky and Mastodon, each in the language of its town: a tip, a question, a look behind the drum.',
        links: [],
      },
      rhythm: {
        every: 'quarter',
        next: isoDay(fromToday(ground.now, 24)),
        questions: 'Who came back, and after what? Which language is tired?',
      },
    },
  })
}

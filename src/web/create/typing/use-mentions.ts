import type { Mention } from '../../../modules/create/mentions/contract.ts'
import { mentionsOf } from '../../../modules/create/mentions/plain/written.ts'
import { useComposing } from '../posts/composer-context.ts'
import { changeWhole } from '../posts/tailor.ts'
import { contentOf, type Writing } from '../posts/writing.ts'

const most = 50

/** Everything that is written, for the idea and for channels. */
const textsOf = (writing: Writing): string[] =>
  [null, ...Object.keys(writing.variants)].flatMap((target) => {
    const { parts, firstReply } = contentOf(writing, target)
    return [...parts.map(({ text }) => text), firstReply ?? '']
  })

const same = (a: Mention, b: Mention) => a.text.toLowerCase() === b.text.toLowerCase()

/** Who is mentioned in what is worked on, and how that is changed. */
export function useMentions() {
  const { writing, target, change } = useComposing()
  const { mentions = [], parts, firstReply } = contentOf(writing, target)
  const here = mentionsOf([...parts.map(({ text }) => text), firstReply ?? ''], mentions)
  const put = (mention: Mention) =>
    change((now) => {
      const before = contentOf(now, target).mentions ?? []
      const kept = before.length < most ? before : mentionsOf(textsOf(now), before)
      const others = kept.filter((one) => !same(one, mention))
      return changeWhole(now, target, { mentions: [...others, mention].slice(-most) })
    })
  return { here, put }
}

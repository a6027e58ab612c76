import { Heading, Languages, Reply } from 'lucide-react'
import { useRef, useState } from 'react'
import { useLocale } from 'use-intl'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { WordsField } from '../typing/words-field.tsx'
import { useComposing, useFound } from './composer-context.ts'
import { Counters } from './counter.tsx'
import { FoundList } from './found-list.tsx'
import { changeWhole } from './tailor.ts'
import { contentOf } from './writing.ts'

/** The title, where some reader must have one or somebody wants one. */
export function TitleField({ open }: { open: boolean }) {
  const t = useWords('composer')
  const { writing, target, change, readers } = useComposing()
  const found = useFound('title')
  const { title } = contentOf(writing, target)
  const rules = readers.flatMap((channel) => channel.rules.text.title ?? [])
  const required = rules.some((rule) => rule.required)
  if (!open && !required && title === '') return null
  const wrong = found.find((one) => one.level === 'error')
  return (
    <Field
      label={t('title')}
      optional={!required}
      help={readers.length > rules.length ? t('titleHelp') : undefined}
      error={wrong && title !== '' && t(`check.${wrong.code}`, wrong.facts)}
    >
      <Input
        value={title}
        onChange={(event) => change((now) => changeWhole(now, target, { title: event.target.value }))}
      />
    </Field>
  )
}

export function AddTitle({ onAdd }: { onAdd: () => void }) {
  const t = useWords('composer')
  const { writing, target, readers } = useComposing()
  const rules = readers.flatMap((channel) => channel.rules.text.title ?? [])
  const shown = contentOf(writing, target).title !== '' || rules.some((rule) => rule.required)
  if (rules.length === 0 || shown) return null
  return (
    <Button look="quiet" size="small" icon={Heading} onClick={onAdd}>
      {t('addTitle')}
    </Button>
  )
}

/** A reply of our own under the post: the link, the hashtags. */
export function ReplyField() {
  const t = useWords('composer')
  const { writing, target, change, readers } = useComposing()
  const found = useFound('firstReply')
  const area = useRef<HTMLTextAreaElement>(null)
  const { firstReply } = contentOf(writing, target)
  const set = (words: string | null) => change((now) => changeWhole(now, target, { firstReply: words }))
  if (firstReply === null) return null
  const takers = readers.filter((channel) => channel.manifest.firstReply)
  return (
    <div className="flex w-full flex-col gap-1.5">
      <Field
        label={t('reply')}
        aside={
          <Button look="quiet" size="small" onClick={() => set(null)}>
            {t('removeReply')}
          </Button>
        }
      >
        <WordsField
          area={area}
          value={firstReply}
          placeholder={t('replyPlaceholder')}
          onChange={(event) => set(event.target.value)}
        />
      </Field>
      <div className="flex items-start justify-between gap-3">
        <FoundList found={found} />
        <span className="flex-1" />
        <Counters text={firstReply} channels={takers} writing={writing} />
      </div>
    </div>
  )
}

export function AddReply() {
  const t = useWords('composer')
  const { writing, target, change, readers } = useComposing()
  const shown = contentOf(writing, target).firstReply !== null
  if (shown || !readers.some((channel) => channel.manifest.firstReply)) return null
  return (
    <Button
      look="quiet"
      size="small"
      icon={Reply}
      onClick={() => change((now) => changeWhole(now, target, { firstReply: '' }))}
    >
      {t('addReply')}
    </Button>
  )
}

const offered = [
  'en',
  'ar',
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'es',
  'et',
  'fi',
  'fr',
  'hi',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'nl',
  'no',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sv',
  'th',
  'tr',
  'uk',
  'vi',
  'zh',
]

/** In which languages it is written; networks show it to those who read them. */
export function LanguagesField() {
  const t = useWords('composer')
  const locale = useLocale()
  const { writing, target, change, readers } = useComposing()
  const found = useFound('languages')
  const [open, setOpen] = useState(false)
  const { languages } = contentOf(writing, target)
  if (!readers.some((channel) => channel.manifest.languagesMax > 0)) return null
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const toggle = (tag: string) =>
    change((now) =>
      changeWhole(now, target, {
        languages: languages.includes(tag) ? languages.filter((one) => one !== tag) : [...languages, tag],
      }),
    )
  const all = [...new Set([...languages, ...offered])]
    .map((tag) => ({ tag, name: names.of(tag) ?? tag }))
    .sort((a, b) => a.name.localeCompare(b.name, locale))
  return (
    <>
      <Popover
        label={t('languages')}
        open={open}
        onOpenChange={setOpen}
        className="grid max-h-80 w-72 grid-cols-1 gap-2"
        trigger={
          <Button look="quiet" size="small" icon={Languages}>
            {languages.length > 0 ? languages.map((tag) => names.of(tag) ?? tag).join(', ') : t('languages')}
          </Button>
        }
      >
        {all.map(({ tag, name }) => (
          <Checkbox key={tag} label={name} checked={languages.includes(tag)} onChange={() => toggle(tag)} />
        ))}
      </Popover>
      <FoundList found={found} />
    </>
  )
}

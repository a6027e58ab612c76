import { useEffect, useState } from 'react'
import {
  Campaign,
  CampaignBody,
  CampaignColour,
  type CampaignLink,
} from '../../../modules/create/campaigns/contract.ts'
import { Connection } from '../../../modules/create/compliance/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useWorkspace } from '../../api/me.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { readKept, writeKept } from '../../plan/forms/kept.ts'
import { CampaignTie } from '../compliance/campaign-tie.tsx'
import { CampaignMark } from './campaign-colour.tsx'
import { type FactName, type Facts, factsOf, mergeFacts } from './merge.ts'
import { TheirFacts } from './their-facts.tsx'

/** As it was typed, over the campaign that was read when typing began. */
type Typed = { seen: Campaign | null; facts: Facts; tags: string; links: string }

/** A new campaign, or the facts of one. What was typed stays on this device until it is saved or given up. */
export function CampaignForm({
  campaign,
  onClose,
  onSaved,
}: {
  campaign: Campaign | null
  onClose: () => void
  onSaved: (campaign: Campaign) => void
}) {
  const t = useWords('posts.campaigns')
  const { timeZone, weekStartsOn } = useWorkspace()
  // What somebody else saves meanwhile is told by the server, not taken for read.
  const kept = `campaign.${campaign?.id ?? 'new'}`
  const [left] = useState(() => readKept<Typed>(kept))
  // What was typed goes on from the campaign as it was read when typing began.
  const [seen, setSeen] = useState(left ? left.seen : campaign)
  const [both, setBoth] = useState<FactName[] | null>(null)
  const begin = campaign ? factsOf(campaign) : { ...nothing }
  const form = useContractForm(CampaignBody, left?.facts ?? begin)
  const [tags, setTags] = useState(left?.tags ?? writeTags(begin.hashtags))
  const [links, setLinks] = useState(left?.links ?? writeLinks(begin.links))
  const wrongLine = lineWithoutAddress(links)
  const wrongTag = readTags(tags).find((tag) => !isTag(tag))
  const facts = form.watch()
  const { colour, startsOn, endsOn, connection } = facts
  const typed = JSON.stringify({ seen, facts, tags, links })
  const [untouched] = useState(typed)
  useEffect(() => {
    if (typed !== untouched) writeKept(kept, JSON.parse(typed) as Typed)
  }, [kept, typed, untouched])
  const end = (then: () => void) => {
    writeKept(kept, null)
    then()
  }
  const save = form.submit(async (body) => {
    if (wrongLine !== null || wrongTag) return
    try {
      const saved = await send(body, seen)
      end(() => onSaved(saved))
    } catch (error) {
      const theirs = seen && theirsOf(error)
      if (!theirs) throw error
      meet(theirs, body)
    }
  })
  const put = (name: FactName, theirs: Facts) => {
    form.setValue(name, theirs[name], { shouldDirty: true })
    if (name === 'hashtags') setTags(writeTags(theirs.hashtags))
    if (name === 'links') setLinks(writeLinks(theirs.links))
  }
  /** What only they changed comes into the form; what both changed is asked. Saved once more, it goes over theirs. */
  const meet = (theirs: Campaign, mine: Facts) => {
    const found = mergeFacts(factsOf(seen ?? theirs), mine, factsOf(theirs))
    for (const name of found.take) put(name, factsOf(theirs))
    setBoth(found.both)
    setSeen(theirs)
  }
  const date = (name: 'startsOn' | 'endsOn', value: string | null | undefined) => (
    <Field label={t(name)} optional error={form.errorOf(name)}>
      <DateField
        value={value ?? ''}
        zone={timeZone}
        weekStartsOn={weekStartsOn}
        label={t(name)}
        onChange={(day) => form.setValue(name, day)}
      />
    </Field>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={campaign ? t('change') : t('new')}
      actions={
        <>
          <Button onClick={() => end(onClose)}>{t('cancel')}</Button>
          <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={save}>
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        {left && !both && <Alert tone="info">{t('kept')}</Alert>}
        {both && seen && (
          <TheirFacts
            theirs={factsOf(seen)}
            both={both}
            onTake={(name) => {
              put(name, factsOf(seen))
              setBoth(both.filter((one) => one !== name))
            }}
          />
        )}
        <Field label={t('name')} required error={form.errorOf('name')}>
          <Input {...form.register('name')} autoComplete="off" />
        </Field>
        <Field label={t('colour')}>
          <Select
            value={colour ?? 'teal'}
            onChange={(value) => form.setValue('colour', value)}
            choices={CampaignColour.options.map((value) => ({
              value,
              label: t(`colours.${value}`),
              mark: <CampaignMark colour={value} />,
            }))}
          />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          {date('startsOn', startsOn)}
          {date('endsOn', endsOn)}
        </div>
        <CampaignTie
          connection={connection ? Connection.parse(connection) : null}
          onChange={(next) => form.setValue('connection', next)}
        />
        <Field label={t('brief')} help={t('briefHelp')} optional error={form.errorOf('brief')}>
          <Textarea rows={5} {...form.register('brief')} />
        </Field>
        <Field
          label={t('hashtags')}
          help={t('hashtagsHelp')}
          optional
          error={wrongTag ? t('tagWrong', { tag: wrongTag }) : form.errorOf('hashtags')}
        >
          <Input
            value={tags}
            autoComplete="off"
            onChange={({ target }) => {
              setTags(target.value)
              form.setValue('hashtags', readTags(target.value), { shouldDirty: true })
            }}
          />
        </Field>
        <Field
          label={t('links')}
          help={t('linksHelp')}
          optional
          error={wrongLine === null ? form.errorOf('links') : t('linkWrong', { line: wrongLine })}
        >
          <Textarea
            rows={3}
            value={links}
            onChange={({ target }) => {
              setLinks(target.value)
              form.setValue('links', readLinks(target.value), { shouldDirty: true })
            }}
          />
        </Field>
      </form>
    </Dialog>
  )
}

const nothing: Facts = {
  ...{ name: '', colour: 'teal', startsOn: null, endsOn: null },
  ...{ brief: '', hashtags: [], links: [], connection: null },
}

const send = (body: Facts, seen: Campaign | null): Promise<Campaign> =>
  seen
    ? api.patch(path`/campaigns/${seen.id}`, { body: { ...body, version: seen.version }, schema: Campaign })
    : api.post('/campaigns', { body, schema: Campaign })

/** What it says now, when somebody was faster. */
function theirsOf(error: unknown): Campaign | null {
  if (!(error instanceof ApiProblem) || error.code !== 'campaign.changed_since') return null
  return Campaign.safeParse(error.facts.campaign).data ?? null
}

const writeTags = (tags: readonly string[]): string => tags.map((tag) => `#${tag}`).join(' ')

/** Parted by anything that is no hashtag; what stands there twice counts once. */
function readTags(text: string): string[] {
  const tags = text
    .normalize('NFC')
    .split(/[\s,#]+/u)
    .filter(Boolean)
  return [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()]
}

const isTag = (tag: string): boolean => /^[\p{L}\p{M}\p{N}_]+$/u.test(tag) && /[\p{L}\p{M}]/u.test(tag)

const address = /^https?:\/\/\S+$/

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line, place) => ({ line: line.trim(), number: place + 1 }))
    .filter(({ line }) => line !== '')

/** The address is the last word of a line; what stands before it is its name. */
const readLinks = (text: string): CampaignLink[] =>
  linesOf(text).flatMap(({ line }) => {
    const words = line.split(/\s+/)
    const url = words.pop() ?? ''
    return address.test(url) ? [{ name: words.join(' '), url }] : []
  })

const writeLinks = (links: readonly CampaignLink[]): string =>
  links.map(({ name, url }) => [name, url].filter(Boolean).join(' ')).join('\n')

const lineWithoutAddress = (text: string): number | null =>
  linesOf(text).find(({ line }) => !address.test(line.split(/\s+/).at(-1) ?? ''))?.number ?? null

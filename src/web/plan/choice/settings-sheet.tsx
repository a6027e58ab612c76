import { X } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { formats as allFormats, type Choice, Country, Format } from '../../../modules/plan/choice/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { useCountries } from './names.ts'
import { numberOf } from './number-of.ts'
import { useSaveSettings } from './use-choice.ts'
import { useKept } from './use-kept.ts'

const Typed = z.object({
  countries: z.array(Country),
  hours: z.partialRecord(Format, z.string()),
  perWeek: z.string(),
  upkeep: z.string(),
})
type Typed = z.infer<typeof Typed>

const begin = ({ settings }: Choice): Typed => ({
  countries: settings.countries,
  hours: Object.fromEntries(settings.formats.map(({ format, hours }) => [format, String(hours)])),
  perWeek: String(settings.perWeek),
  upkeep: String(settings.upkeep),
})

const most = 60

/** Where people are spoken to, what the team can make, and how long it takes. */
export function SettingsSheet({ choice, onClose }: { choice: Choice; onClose: () => void }) {
  const t = useWords('choice')
  const { all, nameOf } = useCountries()
  const [typed, change, forget] = useKept('settings', Typed, begin(choice))
  const close = () => {
    forget()
    onClose()
  }
  const words = useProblemWords()
  const [problem, setProblem] = useState<string | null>(null)
  /** When somebody else has saved, a second press saves over it: one has been told. */
  const [version, setVersion] = useState(choice.version)
  const save = useSaveSettings(close, (refused) => {
    setProblem(words(refused))
    if (refused.code === 'choice.changed') setVersion(Number(refused.facts.current))
  })
  const perWeek = numberOf(typed.perWeek, 1, 35, true)
  const upkeep = numberOf(typed.upkeep, 0, 60)
  const made = allFormats.flatMap((format) => {
    const text = typed.hours[format]
    return text === undefined ? [] : [{ format, hours: numberOf(text, 0, 100) }]
  })
  const right = perWeek !== null && upkeep !== null && made.every(({ hours }) => hours !== null)
  const send = () =>
    right &&
    save.mutate({
      countries: typed.countries,
      formats: made.map(({ format, hours }) => ({ format, hours: hours ?? 0 })),
      perWeek,
      upkeep,
      version,
    })
  const setHours = (format: Format, text: string | null) => {
    const { [format]: _gone, ...rest } = typed.hours
    change({ ...typed, hours: text === null ? rest : { ...rest, [format]: text } })
  }
  return (
    <Sheet
      open
      onClose={close}
      title={t('settings.title')}
      help={t('settings.help')}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button look="primary" busy={save.isPending} disabled={!right} onClick={send}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-6">
        {problem && <Alert tone="bad">{problem}</Alert>}
        <section className="flex flex-col gap-2">
          <Field label={t('settings.countries')} help={t('settings.countriesHelp')}>
            <Select
              value={undefined}
              placeholder={t('settings.addCountry')}
              disabled={typed.countries.length >= most}
              onChange={(code) => change({ ...typed, countries: [...typed.countries, code] })}
              choices={all
                .filter(({ code }) => !typed.countries.includes(code))
                .map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Field>
          <ul className="flex flex-wrap gap-2">
            {typed.countries.map((code) => (
              <li key={code}>
                <Button
                  size="small"
                  onClick={() =>
                    change({ ...typed, countries: typed.countries.filter((one) => one !== code) })
                  }
                  aria-label={t('settings.leaveOut', { name: nameOf(code) })}
                >
                  {nameOf(code)}
                  <X aria-hidden className="size-3.5" />
                </Button>
              </li>
            ))}
          </ul>
        </section>
        <fieldset>
          <legend className="text-sm font-medium">{t('settings.formats')}</legend>
          <p className="mb-2 text-sm text-muted">{t('settings.formatsHelp')}</p>
          <ul className="flex flex-col gap-2">
            {allFormats.map((format) => {
              const text = typed.hours[format]
              return (
                <li
                  key={format}
                  className="grid min-h-control grid-cols-[minmax(0,1fr)_8rem] items-center gap-3"
                >
                  <Checkbox
                    checked={text !== undefined}
                    onChange={(on) => setHours(format, on ? usual[format] : null)}
                    label={t(`formats.${format}`)}
                  />
                  {text !== undefined && (
                    <Field
                      hideLabel
                      label={t('settings.hoursOf', { format: t(`formats.${format}`) })}
                      error={numberOf(text, 0, 100) === null ? t('settings.wrongHours') : undefined}
                    >
                      <Input
                        inputMode="decimal"
                        value={text}
                        onChange={(event) => setHours(format, event.target.value)}
                      />
                    </Field>
                  )}
                </li>
              )
            })}
          </ul>
        </fieldset>
        <Field
          label={t('settings.perWeek')}
          help={t('settings.perWeekHelp')}
          error={perWeek === null ? t('settings.wrongPosts') : undefined}
        >
          <Input
            inputMode="numeric"
            value={typed.perWeek}
            onChange={(event) => change({ ...typed, perWeek: event.target.value })}
          />
        </Field>
        <Field
          label={t('settings.upkeep')}
          help={t('settings.upkeepHelp')}
          error={upkeep === null ? t('settings.wrongHours') : undefined}
        >
          <Input
            inputMode="decimal"
            value={typed.upkeep}
            onChange={(event) => change({ ...typed, upkeep: event.target.value })}
          />
        </Field>
      </div>
    </Sheet>
  )
}

/** Where one begins; nobody's truth. */
const usual: Record<Format, string> = {
  ...{ text: '0.5', link: '0.5', image: '1', carousel: '2', video: '6' },
  ...{ short: '3', story: '0.5', poll: '0.25', document: '4' },
}

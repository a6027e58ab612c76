import { Ellipsis, FileDown, FileUp, PencilLine, Plus, RefreshCw, Trash2 } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { TemplateFile, type TemplateSummary } from '../../../modules/plan/plan-templates/contract.ts'
import { withQuery } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useWords } from '../../kit/words.ts'
import type { Step } from './template-step.ts'
import { useBuiltIns, useRemoveTemplate, useRenewTemplate, useTemplates } from './use-templates.ts'

type Props = { saved: boolean; onStep: (step: Step) => void; onClose: () => void }

export function TemplateList({ saved, onStep, onClose }: Props) {
  const t = useWords('plan')
  const words = useProblemWords()
  const own = useTemplates()
  const builtIn = useBuiltIns()
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('templates.title')}
      help={t('templates.help')}
      actions={
        <>
          <FromFile onRead={(file) => onStep({ at: 'bring', file })} onProblem={setProblem} />
          <Button icon={Plus} disabled={!saved} onClick={() => onStep({ at: 'keep' })}>
            {t('templates.keep')}
          </Button>
        </>
      }
    >
      {problem && (
        <Alert tone="bad" className="mb-4">
          {problem}
        </Alert>
      )}
      <Section title={t('templates.own')}>
        {own.isPending && <SkeletonRows rows={2} />}
        {own.error && <ErrorState small words={words(own.error)} onRetry={() => void own.refetch()} />}
        {own.data?.items.length === 0 && (
          <p className="text-muted">{saved ? t('templates.none') : t('templates.nothing')}</p>
        )}
        <ul className="divide-y divide-line">
          {own.data?.items.map((template) => (
            <Row
              key={template.id}
              {...template}
              sums={t('templates.sums', {
                posts: template.perWeek,
                pillars: template.pillars.length,
                rubrics: template.rubrics.length,
              })}
              onBegin={() => onStep({ at: 'begin own', template })}
              menu={<OwnMenu template={template} saved={saved} onStep={onStep} />}
            />
          ))}
        </ul>
      </Section>
      <Section title={t('templates.builtIn')} help={t('templates.builtInHelp')}>
        {builtIn.isPending && <SkeletonRows rows={4} />}
        {builtIn.error && (
          <ErrorState small words={words(builtIn.error)} onRetry={() => void builtIn.refetch()} />
        )}
        <ul className="divide-y divide-line">
          {builtIn.data?.items.map(({ key, ...template }) => (
            <Row
              key={key}
              {...template}
              sums={template.content.pillars.map(({ name }) => name).join(' · ')}
              onBegin={() => onStep({ at: 'begin', template })}
            />
          ))}
        </ul>
      </Section>
    </Dialog>
  )
}

const Section = ({ title, help, children }: { title: string; help?: string; children: ReactNode }) => (
  <section aria-label={title} className="not-last:mb-6">
    <h3 className="text-base font-semibold">{title}</h3>
    {help && <p className="text-sm text-muted">{help}</p>}
    <div className="mt-1">{children}</div>
  </section>
)

type RowProps = { name: string; about: string; sums: string; onBegin: () => void; menu?: ReactNode }

function Row({ name, about, sums, onBegin, menu }: RowProps) {
  const t = useWords('plan')
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium break-words">{name}</p>
        {about && <p className="text-sm break-words">{about}</p>}
        <p className="text-sm break-words text-muted">{sums}</p>
      </div>
      <span className="flex items-center gap-1 max-sm:ml-auto">
        <Button size="small" aria-label={t('templates.beginOf', { name })} onClick={onBegin}>
          {t('templates.begin')}
        </Button>
        {menu}
      </span>
    </li>
  )
}

type MenuProps = { template: TemplateSummary; saved: boolean; onStep: (step: Step) => void }

function OwnMenu({ template, saved, onStep }: MenuProps) {
  const t = useWords('plan')
  const { id: workspace } = useWorkspace()
  const remove = useRemoveTemplate()
  const renew = useRenewTemplate()
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label={t('templates.more', { name: template.name })} />}>
      <MenuItem
        icon={FileDown}
        onSelect={() =>
          window.location.assign(withQuery(`/api/v1/plan-templates/${template.id}/file`, { workspace }))
        }
      >
        {t('templates.file')}
      </MenuItem>
      <MenuItem icon={PencilLine} onSelect={() => onStep({ at: 'rename', template })}>
        {t('templates.rename')}
      </MenuItem>
      <MenuItem icon={RefreshCw} disabled={!saved} onSelect={() => renew.mutate(template)}>
        {t('templates.renew')}
      </MenuItem>
      <MenuItem icon={Trash2} onSelect={() => remove.mutate(template)}>
        {t('templates.remove')}
      </MenuItem>
    </Menu>
  )
}

const most = 400_000

type FileProps = { onRead: (file: TemplateFile) => void; onProblem: (words: string | null) => void }

function FromFile({ onRead, onProblem }: FileProps) {
  const t = useWords('plan')
  const input = useRef<HTMLInputElement>(null)
  const look = async (file: File | undefined) => {
    onProblem(null)
    if (!file) return
    if (file.size > most) return onProblem(t('templates.tooLarge'))
    const found = parsed(await file.text())
    if (found.success) onRead(found.data)
    else onProblem(t('templates.notOne'))
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t('templates.bring')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          void look(event.target.files?.[0])
          // The same file can be chosen again after it was mended.
          event.target.value = ''
        }}
      />
      <Button icon={FileUp} onClick={() => input.current?.click()}>
        {t('templates.bring')}
      </Button>
    </>
  )
}

function parsed(text: string) {
  try {
    return TemplateFile.safeParse(JSON.parse(text))
  } catch {
    return { success: false } as const
  }
}

import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { cx } from '../../kit/class.ts'
import { Page } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

const places = [
  { name: 'accounts', to: '/presence' },
  { name: 'suspects', to: '/presence/suspects' },
  { name: 'runs', to: '/presence/runs' },
] as const

type Props = { here: (typeof places)[number]['name']; actions?: ReactNode; children: ReactNode }

/** The title of the audit and the way between its parts. */
export function PresenceFrame({ here, actions, children }: Props) {
  const t = useWords('presence')
  return (
    <Page
      title={t('nav')}
      help={t('help')}
      actions={actions}
      bar={
        <nav
          aria-label={t('views.label')}
          className="flex max-w-full gap-1 overflow-x-auto border-b border-line"
        >
          {places.map(({ name, to }) => (
            <Link
              key={name}
              to={to}
              aria-current={name === here ? 'page' : undefined}
              className={cx(
                '-mb-px inline-flex min-h-control shrink-0 items-center border-b-2 px-3 font-medium -outline-offset-2',
                name === here
                  ? 'border-accent-solid text-text'
                  : 'border-transparent text-muted hover:text-text',
              )}
            >
              {t(`views.${name}`)}
            </Link>
          ))}
        </nav>
      }
    >
      {children}
    </Page>
  )
}

import { Download } from 'lucide-react'
import { withQuery } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditEntries } from './audit-list.tsx'
import { useAsked, useAudit } from './use-audit.ts'

/** Who changed what here, newest first. */
export function Page() {
  const t = useWords('audit')
  const audit = useAudit()
  return (
    <Frame
      title={t('title')}
      help={t('help')}
      width="read"
      actions={<Export />}
      bar={<AuditFilters items={audit.items} />}
    >
      <Card flush className="overflow-clip">
        <AuditEntries audit={audit} />
      </Card>
    </Frame>
  )
}

function Export() {
  const t = useWords('audit')
  const { id: workspace } = useWorkspace()
  const asked = useAsked()
  return (
    <Button
      icon={Download}
      title={t('exportHelp')}
      onClick={() => window.location.assign(withQuery('/api/v1/audit/export', { workspace, ...asked }))}
    >
      {t('export')}
    </Button>
  )
}

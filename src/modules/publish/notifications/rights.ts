import type { Right } from '../../../app/rights.ts'
import type { NotificationKind } from './contract.ts'

/** Who is told: those who can do something about it. */
export const rightFor = {
  'delivery.failed': 'post.publish',
  'delivery.in_doubt': 'post.publish',
  'delivery.missed': 'post.publish',
  'publication.change_refused': 'post.publish',
  'channel.reconnect': 'channel.manage',
  'channel.expiring': 'channel.manage',
  'post.proposed': 'post.approve',
  'approval.asked': 'post.approve',
  'approval.approved': 'post.write',
  'approval.changes': 'post.write',
  'approval.mentioned': 'workspace.read',
  'approval.replied': 'workspace.read',
  'approval.reminder': 'post.approve',
  'approval.overdue': 'post.approve',
  'post.compliance': 'post.write',
  'series.stuck': 'post.write',
  'series.ended': 'post.write',
  'feed.failing': 'post.write',
  'film.failed': 'post.write',
  'task.assigned': 'workspace.read',
  'task.due': 'workspace.read',
  'strategy.review': 'strategy.manage',
  'presence.suspects': 'strategy.manage',
  'contractor.due': 'plan.manage',
  'hook.failing': 'workspace.manage',
  'key.ended': 'key.manage',
  'key.lessened': 'key.manage',
  'backup.failed': 'house.told',
} as const satisfies Record<NotificationKind, Right>

import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { type Route, route } from '../../../app/route.ts'
import {
  NotificationList,
  NotificationQuery,
  NotificationSettings,
  NotificationSettingsBody,
} from './contract.ts'
import { changeSettings, listNotifications, markRead, readSettings } from './service.ts'

export const notificationRoutes: Route[] = [
  route(
    'GET /notifications',
    {
      may: 'team.read',
      tag: 'notifications',
      summary: 'What needs people, newest first',
      query: NotificationQuery,
      answer: NotificationList,
    },
    ({ ctx, actor, query }) => listNotifications(ctx, actor, query),
  ),
  route(
    'POST /notifications/:id/read',
    {
      may: 'team.read',
      tag: 'notifications',
      summary: 'Mark one as read',
      standsStill: true,
      params: z.object({ id: Id }),
    },
    ({ ctx, actor, params }) => markRead(ctx, actor, params.id),
  ),
  route(
    'POST /notifications/read',
    { may: 'team.read', tag: 'notifications', summary: 'Mark all open ones as read', standsStill: true },
    ({ ctx, actor }) => markRead(ctx, actor, null),
  ),
  route(
    'GET /notifications/settings',
    {
      may: 'team.read',
      tag: 'notifications',
      summary: 'Which mails the person gets',
      answer: NotificationSettings,
    },
    ({ ctx, actor }) => readSettings(ctx, actor),
  ),
  route(
    'PUT /notifications/settings',
    {
      may: 'team.read',
      tag: 'notifications',
      summary: 'Choose which mails the person gets',
      body: NotificationSettingsBody,
      answer: NotificationSettings,
    },
    ({ ctx, actor, body }) => changeSettings(ctx, actor, body.kinds),
  ),
]

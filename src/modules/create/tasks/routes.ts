import { type Route, route } from '../../../app/route.ts'
import { WaitingTasks } from '../tasks-waiting/contract.ts'
import { Task, TaskBody, TaskChange, TaskId, TaskList, TaskQuery } from './contract.ts'
import { addTask, changeTask, deleteTask, pageTasks, readTask, readWaiting, restoreTask } from './service.ts'

const look = { may: 'team.read', tag: 'tasks' } as const
const work = { may: 'task.write', tag: 'tasks' } as const

export const taskRoutes: Route[] = [
  route(
    'GET /tasks',
    {
      ...look,
      summary: 'What is to be done, for posts and for itself',
      query: TaskQuery,
      answer: TaskList,
    },
    ({ ctx, actor, query }) => pageTasks(ctx, actor, query),
  ),
  route(
    'GET /tasks/waiting',
    {
      ...look,
      agents: false,
      summary: 'What I am to do until tomorrow, and how much is open',
      answer: WaitingTasks,
    },
    ({ ctx, actor }) => readWaiting(ctx, actor),
  ),
  route(
    'POST /tasks',
    { ...work, summary: 'Give somebody something to do', body: TaskBody, answer: Task, status: 201 },
    ({ ctx, actor, body }) => addTask(ctx, actor, body),
  ),
  route(
    'GET /tasks/:id',
    { ...look, summary: 'One task', params: TaskId, answer: Task },
    ({ ctx, actor, params }) => readTask(ctx, actor, params.id),
  ),
  route(
    'PATCH /tasks/:id',
    {
      ...work,
      summary: 'Change a task, or say that it is done or not',
      params: TaskId,
      body: TaskChange,
      answer: Task,
    },
    ({ ctx, actor, params, body }) => changeTask(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /tasks/:id',
    { ...work, summary: 'Delete a task; it can be had back for 30 days', params: TaskId },
    ({ ctx, actor, params }) => deleteTask(ctx, actor, params.id),
  ),
  route(
    'POST /tasks/:id/restore',
    { ...work, summary: 'Have a deleted task back', params: TaskId, answer: Task },
    ({ ctx, actor, params }) => restoreTask(ctx, actor, params.id),
  ),
]

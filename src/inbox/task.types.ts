import { connectionOf } from '../platform/graphql/connection.js';
import { Task } from './task.entity.js';

/** Said once: two lists of tasks are of one type. */
export const TaskConnection = connectionOf(() => Task, 'Task');

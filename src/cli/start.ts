import { join } from 'node:path';
import { Bundle } from './bundle';

new Bundle(join(__dirname, 'commandLine.js')).run(__filename);

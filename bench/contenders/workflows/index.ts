export { floor } from './floor.js';
export { textbook } from './textbook.js';

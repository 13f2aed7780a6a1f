import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

// npm runs this after every installation. Without the development dependencies there is no compiler: an image copies `dist`
// from another stage.
if (existsSync('node_modules/typescript')) {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
} else {
  process.stdout.write('Nothing was built, because the development dependencies are not installed.\n');
}

import type { Framework } from './framework';
import { symbolsIn } from './rows';

/** The PyTorch package "snake" of its author's blog post. Without `a` the learned frequencies start at random. */
export const snakePackage: Framework = {
  id: 'snake_pkg',
  name: 'snake',
  modules: ['snake'],
  moduleAliases: { 'snake.activations.snake': 'snake.activations' },
  symbols: [...symbolsIn('snake.activations', 'class', [['Snake', 'snake', 'in_features, a=None, trainable=True']])],
};

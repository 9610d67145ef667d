/** Names that inputs of activations go by, as alternatives of a regular expression. */
export const inputNames =
  'x|z|h|a|u|out|net|hidden|inputs?|input_tensor|features?|hidden_states?|pre_?act\\w*|x_in|[xzhau]_?\\d|logits|hidden_layer\\w*';

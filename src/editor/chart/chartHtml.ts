import * as vscode from 'vscode';

/** The page of the panel: it runs our script and no other, takes our styles and no others, and loads nothing else. */
export function chartHtml(webview: vscode.Webview, resources: vscode.Uri): string {
  const nonce = crypto.randomUUID();
  const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(resources, name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    // Pictures on their way into a file.
    'img-src data: blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Activation Insight</title>
<link rel="stylesheet" href="${escapeAttribute(address('panel.css'))}">
</head>
<body>
<script nonce="${nonce}" src="${escapeAttribute(address('panel.js'))}"></script>
</body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

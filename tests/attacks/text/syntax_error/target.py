x = <script>document.title="owned"</script> ::error::owned
